import JSONKit
import Testing

@testable import SimulationKit

@Suite struct AccountProjectionTests {
    @Test func `a deleted user is absent, and so is a deleted project`() throws {
        var story = AccountStory(users: [
            UserSpecification(name: "a", uid: "u1"), UserSpecification(name: "b"),
        ])
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(1, .createProject(1, name: nil))
        try story.at(2, .createProject(2, name: nil))
        try story.at(3, .upload(project: 1, name: nil, sizeBytes: nil))
        try story.at(4, .upload(project: 1, name: nil, sizeBytes: nil))
        try story.at(5, .deleteProject(2))
        try story.at(6, .updateUser(name: nil, email: nil, status: .inactive))
        try story.at(7, .updateProject(1, name: nil, status: .archived))
        try story.at(8, .pay(PaymentPlan(failure: "x")))
        try story.at(9, user: 1, .signUp(name: nil, email: nil))
        try story.at(10, user: 1, .deleteUser)
        let events = try story.tell()
        var projection = Projection(profile: .account, seed: 1)
        for event in events { projection.observe(event, for: LiveGrants(count: 1)) }
        let seed = story.world.seed
        let user = events[0].user
        let project = EntityIdentifier(.project, of: user, key: 1, seed: seed).text
        let payment = EntityIdentifier(.payment, of: user, key: 1, seed: seed).text
        #expect(
            String(decoding: JSONWriter.bytes(of: projection.json), as: UTF8.self)
                == #"{"processed":11,"users":{"u1":{"status":"inactive","#
                + #""projects":{"\#(project)":{"status":"archived","files":2}},"#
                + #""payments":{"\#(payment)":"failed"}}}}"#
        )
    }

    @Test func `a user whose bodies have no status is believed to have none`() throws {
        var projection = Projection(profile: .account, seed: 1)
        for event in try AccountStory.everything(shape: .short) {
            projection.observe(event, for: LiveGrants(count: 1))
        }
        #expect(projection.accounts.values.filter { !$0.isDeleted }.count == 1)
        #expect(projection.accounts.values.first { !$0.isDeleted }?.status == nil)
        #expect(projection.accounts.values.first { !$0.isDeleted }?.payments.count == 1)
    }
}
