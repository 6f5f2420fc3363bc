/// All tracks of an engine, in places that are used again.
struct TrackTable {
    private var tracks: [Track] = []
    private var freePlaces: [Int] = []
    /// How many tracks have something to do.
    private(set) var busyCount = 0
    /// How many deliveries wait in tracks or are under way.
    private(set) var unsettledCount = 0
    /// How many deliveries that are not at the head of a track have their bodies in memory.
    private(set) var bodiesAhead = 0
    private let bodiesAheadMax: Int

    /// How many of them new deliveries may hold: the rest is for bodies that come back from the record.
    private var newBodiesAheadMax: Int { bodiesAheadMax - bodiesAheadMax / 2 }

    /// Makes a table; beyond half of so many bodies, a new delivery that is not at a head leaves its own to the record.
    init(bodiesAheadMax: Int = EngineLimits().bodiesAheadMax) {
        self.bodiesAheadMax = bodiesAheadMax
    }

    /// How many bodies may be fetched at once for a track: its head's in any case.
    var bodiesPerFetch: Int {
        max(1, min(EngineLimits.bodiesPerFetchMax, bodiesAheadMax - bodiesAhead))
    }

    /// Makes room for a track.
    mutating func add() -> Int {
        if let place = freePlaces.popLast() {
            tracks[place] = Track()
            return place
        }
        tracks.append(Track())
        return tracks.count - 1
    }

    /// Adds a delivery to a track; true when it became the head.
    mutating func add(_ delivery: Delivery, to place: Int) -> Bool {
        guard tracks[place].state != .parked else { return false }
        unsettledCount += 1
        let isAlone = tracks[place].state == .idle
        if !isAlone, bodiesAhead >= newBodiesAheadMax { delivery.letBodyGo() }
        guard counting(place, { $0.add(delivery) }) else { return false }
        busyCount += 1
        return true
    }

    /// Notes that a track has gone on after an outcome; one that is idle and retired makes room.
    mutating func proceed(_ place: Int) {
        let settled = tracks[place].isSettled
        counting(place) { $0.proceed() }
        if settled { unsettledCount -= 1 }
        guard tracks[place].state == .idle else { return }
        busyCount -= 1
        if tracks[place].isRetired { freePlaces.append(place) }
    }

    /// Gives a track up as soon as it is idle.
    mutating func retire(_ place: Int) {
        tracks[place].isRetired = true
        switch tracks[place].state {
        case .idle, .parked: freePlaces.append(place)
        case .recording, .scheduled, .flying, .settling: return
        }
    }

    /// Lets the deliveries of a track go that can never be sent; they stay pending.
    mutating func park(_ place: Int) {
        unsettledCount -= counting(place) { $0.park() }
        busyCount -= 1
        if tracks[place].isRetired { freePlaces.append(place) }
    }

    /// Takes a body that was asked for; true when the head of the track waited for it.
    mutating func take(body: [UInt8], of sequence: Int64, for place: Int) -> Bool {
        // Several tracks may have asked at once, each for all the room there was.
        let hasRoomAhead = bodiesAhead < bodiesAheadMax
        return counting(place) { $0.take(body: body, of: sequence, hasRoomAhead: hasRoomAhead) }
    }

    /// Changes a track, and the count of bodies with it.
    @discardableResult
    private mutating func counting<Value>(_ place: Int, _ change: (inout Track) -> Value) -> Value {
        let before = tracks[place].bodiesAhead
        defer { bodiesAhead += Int(tracks[place].bodiesAhead - before) }
        return change(&tracks[place])
    }

    subscript(place: Int) -> Track {
        get { tracks[place] }
        _modify { yield &tracks[place] }
    }
}
