/// What the reader refuses and a schema cannot: what a file means, not what it looks like.
///
/// Each rule knows its cases by the words that the reader has for them, and by their titles: a new case of
/// a rule is added here knowingly, or the schema learns to refuse it.
struct BeyondShape {
    let name: String
    /// What the reader's first message has in it.
    let messages: [String]
    /// The titles of the cases, each after the file that it stands in.
    let cases: [String]

    static let all = [
        BeyondShape(
            name: "the order of keys",
            messages: ["is the first key of a scenario"],
            cases: ["root/a version that is not first"]
        ),
        BeyondShape(
            name: "numbers and dates within texts",
            messages: [
                "is at most '", "control characters", "of whole microseconds", "nothing is ever sent",
                "is too long; the longest duration",
                "after the start",
            ],
            cases: [
                "delivery/a backoff longer than a year", "delivery/a timeout that is too long",
                "timeline/a moment too far away", "steps/repetitions over more than a century",
                "distributions/a rate too high", "pacing/a rate beyond all bounds",
                "pacing/a rate of nothing", "judging/a time to ask again that is too long",
                "judging/a header with a line break", "judging/a threshold finer than a microsecond",
            ]
        ),
        BeyondShape(
            name: "numbers that JSON has none of",
            messages: ["JSON has no "],
            cases: [
                "judging/a value that JSON cannot say", "judging/values that JSON cannot say, within others",
            ]
        ),
        BeyondShape(
            name: "decimal places, which binary numbers do not have",
            messages: ["decimal places", "has no hundredths"],
            cases: [
                "delivery/a factor of too many places", "population/a probability of too many places",
                "distributions/a sigma with too many places", "account/a thousandth",
                "account/hundredths where there are none",
            ]
        ),
        BeyondShape(
            name: "what goes with which fault, and spans of time",
            messages: [
                "does not go with it", "only 'nth' goes with it", "there is no attempt", "is not after",
                "is right", "is no duration", "'after' is 'headers'", "a JSON pointer begins with",
            ],
            cases: [
                "faults/a window that runs backwards", "faults/an outage that runs backwards",
                "faults/an attempt of what has none yet", "faults/an attempt beyond the policy",
                "faults/a job of a webhook", "faults/a crash by chance", "faults/a crash of a user",
                "faults/a clock that is right", "faults/a clock that is wrong by nobody knows what",
                "faults/a clock that stands, almost",
                "faults/a cut at no place", "faults/a cut after too much",
                "faults/a pointer without its slash",
            ]
        ),
        BeyondShape(
            name: "references",
            messages: [
                "there is no user", "has no integration", "there is no webhook", "and none of number",
                "there is no read",
            ],
            cases: [
                "timeline/a user that is not there", "timeline/an integration that is not there",
                "timeline/a user of an integration that is not there", "expectations/an unknown user",
                "faults/a fault of an unknown user", "faults/a fault of an unknown webhook",
                "expectations/an unknown integration", "expectations/an unknown webhook",
                "judging/an unknown read of the probe", "judging/an unknown read of the file's own probe",
                "judging/a probe of an unknown user", "judging/a probe of an unknown integration",
                "steps/an event of nobody", "webhooks/an operation upon a webhook of another name",
                "webhooks/an operation in a file without webhooks",
                "account/a project of nobody", "later-contract/a grant that the user does not have",
            ]
        ),
        BeyondShape(
            name: "distinctness",
            messages: [
                "already", "is given twice", "let it stand alone",
            ],
            cases: [
                "delivery/two webhooks of one name", "delivery/a name that is the standard name of another",
                "delivery/an event twice", "delivery/all events and one of them", "users/a uid twice",
                "users/a walletId twice", "timeline/an id twice", "expectations/an order with an event twice",
            ]
        ),
        BeyondShape(
            name: "legality: what was done to it before",
            messages: [
                "is connected already", "was removed before", "is not connected yet", "was deleted before",
                "has not signed up yet", "has signed up already", "is created already", "is not created yet",
                "taken back before", "is suspended", "is not suspended",
            ],
            cases: [
                "timeline/connected twice", "timeline/connected again after its removal",
                "timeline/renamed before it is connected",
                "timeline/resynced before it is connected in the same moment", "timeline/never connected",
                "timeline/renamed after its removal", "timeline/removed twice", "steps/a repeated removal",
                "webhooks/a webhook that is deleted twice",
                "webhooks/a webhook that is enabled after it was deleted",
                "account/a change before signing up", "account/a payment of somebody who never signs up",
                "account/signing up twice", "account/signing up after a deletion",
                "account/a payment after a deletion", "account/deleting twice",
                "account/a project of somebody who never signs up", "account/a project created twice",
                "account/a project created again", "account/an upload to a project that is not created",
                "account/an upload to somebody else's project", "account/an upload to a deleted project",
                "account/a change of a project whose user is deleted",
                "later-contract/a grant that was taken back, in the order of moments",
                "later-contract/one grant too many taken back", "later-contract/suspended twice",
                "later-contract/resumed without having been suspended",
                "later-contract/synced while it is suspended",
                "later-contract/connected again while it is suspended",
                "later-contract/suspended and resumed after its removal",
            ]
        ),
        BeyondShape(
            name: "what another part of the file decides",
            messages: [
                "is imported from a file", "brings about", "plain http goes to this machine only",
                "is about a user, not about", "no number is at least", "needs a weight above 0",
                "begins with '0s'", "'until' is before 'at'", "cannot know", "'max' is below 'min'",
                "is at least the least number", "nobody arrives in these phases", "is read of",
                "this is a number without a unit", "portsim sends", "needs at least one entry",
            ],
            cases: [
                "timeline/the latest of a file", "timeline/more ids than events",
                "timeline/more lags than events of a failed detection",
                "delivery/plain http to another machine", "delivery/a schedule that begins late",
                "expectations/an event that is not an integration's",
                "expectations/an order of wallets with an event of users",
                "expectations/a count that nothing can be", "population/no weights",
                "population/weights that are all zero", "population/reasons without a weight",
                "steps/an end before the beginning", "steps/more ids than an emitted event has",
                "webhooks/an edit to an insecure URL",
                "webhooks/a rotation to a secret that the consumer elsewhere cannot know",
                "webhooks/a second rotation without a secret",
                "distributions/a largest below the least", "distributions/a longest below the shortest",
                "distributions/a mean below the least value",
                "distributions/a mean below the table's least value", "distributions/phases without anybody",
                "account/more ids than a payment has events", "account/more ids than a deletion has events",
                "account/payments that fail for no reason", "judging/a probe of nobody",
                "judging/a probe of no integration", "judging/a probe of somebody it is not about",
                "judging/a probe of an integration it is not about", "judging/bounds that nothing is between",
                "judging/a count that is a duration", "judging/a probe in the clear on another machine",
                "judging/a header that portsim sends itself", "judging/headers with no field",
            ]
        ),
        BeyondShape(
            name: "the end of time",
            messages: ["after the year 9999"],
            cases: [
                "account/a payment that settles after the year 9999", "account/lives that last too long",
                "timeline/a step after the year 9999",
                "timeline/a step whose end may come after the year 9999",
                "population/a life that goes on after the year 9999",
                "webhooks/an operation after the year 9999",
            ]
        ),
        BeyondShape(
            name: "halves of surrogate pairs, which no valid text has",
            messages: ["half of a surrogate pair"],
            cases: ["steps/half a surrogate pair in a name", "steps/half a surrogate pair in a key"]
        ),
        BeyondShape(
            name: "variables, which a schema takes for any text",
            messages: ["the variable '"],
            cases: ["root/a variable", "delivery/a URL with a variable"]
        ),
    ]
}
