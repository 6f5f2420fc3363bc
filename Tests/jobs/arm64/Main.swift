/// Prints a digest of every kind of draw and of whole streams, one a line: the same on every machine.
@main
enum Main {
    static func main() {
        Draws.printDigests()
        Streams.printDigests()
    }
}
