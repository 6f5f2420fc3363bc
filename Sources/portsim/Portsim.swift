@main enum Portsim { static func main() {} }
