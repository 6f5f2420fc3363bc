// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "portsim",
    products: [
        .executable(name: "portsim", targets: ["portsim"]),
        .executable(name: "portsim-bench", targets: ["portsim-bench"]),
    ],
    targets: [
        // Lowest first; an arrow may only point down.
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "JSONKit"),
        .target(name: "SimulationKit", dependencies: ["JSONKit"]),
        .target(name: "CSHA256"),
        .target(name: "WireKit", dependencies: ["CSHA256"]),
        .target(name: "ConsumerKit", dependencies: ["WireKit", "JSONKit"]),
        .target(name: "DeliveryKit", dependencies: ["SimulationKit", "WireKit", "JSONKit", "CSQLite"]),
        .target(name: "ContractKit", dependencies: ["DeliveryKit", "WireKit", "SimulationKit", "JSONKit"]),
        .target(name: "CAssets", exclude: ["explain", "report"]),
        .target(
            name: "ReportKit",
            dependencies: [
                "CAssets", "ContractKit", "DeliveryKit", "WireKit", "SimulationKit", "JSONKit",
            ]
        ),
        .target(
            name: "ScenarioKit",
            dependencies: [
                "ContractKit", "DeliveryKit", "ConsumerKit", "WireKit", "SimulationKit", "JSONKit",
            ]
        ),
        .executableTarget(
            name: "portsim",
            dependencies: [
                "ScenarioKit", "ReportKit", "ContractKit", "DeliveryKit", "ConsumerKit", "WireKit",
                "SimulationKit", "JSONKit",
            ]
        ),
        .executableTarget(
            name: "portsim-bench",
            dependencies: ["DeliveryKit", "WireKit", "SimulationKit", "JSONKit"]
        ),

        // Tests mirror the sources.
        .target(name: "TestSupport", dependencies: ["WireKit", "JSONKit"], path: "Tests/TestSupport"),
        .testTarget(name: "JSONKitTests", dependencies: ["JSONKit", "TestSupport"]),
        .testTarget(name: "SimulationKitTests", dependencies: ["SimulationKit", "JSONKit", "TestSupport"]),
        .testTarget(name: "WireKitTests", dependencies: ["WireKit", "TestSupport"]),
        .testTarget(
            name: "ConsumerKitTests",
            dependencies: ["ConsumerKit", "WireKit", "JSONKit", "TestSupport"]
        ),
        .testTarget(
            name: "DeliveryKitTests",
            dependencies: [
                "DeliveryKit", "ConsumerKit", "SimulationKit", "WireKit", "JSONKit", "TestSupport",
            ]
        ),
        .testTarget(
            name: "ContractKitTests",
            dependencies: [
                "ContractKit", "ConsumerKit", "DeliveryKit", "WireKit", "SimulationKit", "JSONKit",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ReportKitTests",
            dependencies: [
                "ReportKit", "ContractKit", "DeliveryKit", "WireKit", "SimulationKit", "JSONKit",
                "TestSupport",
            ],
            // Read and run by the tests from the working tree.
            exclude: [
                "Explain/remedies.mjs", "Explain/remedies.py", "HTML/model_check.js", "Schemas", "Snapshots",
            ]
        ),
        .testTarget(
            name: "ScenarioKitTests",
            dependencies: [
                "ScenarioKit", "ContractKit", "DeliveryKit", "ConsumerKit", "WireKit", "SimulationKit",
                "JSONKit", "TestSupport",
            ],
            // Read by the tests from the working tree.
            exclude: ["Documents", "Schema/schema_check.py"]
        ),
        .testTarget(
            name: "PortsimTests",
            dependencies: [
                "portsim", "ScenarioKit", "DeliveryKit", "ConsumerKit", "SimulationKit", "WireKit", "JSONKit",
                "TestSupport",
            ],
            // Run by the tests from the working tree.
            exclude: [
                "Consumers/flask_consumer.py", "Consumers/node_consumer.js", "Consumers/careful_flask.py",
                "Consumers/careful_node.js", "Consumers/frail_consumer.js", "Consumers/Samples",
                "Stream/stream_memory.py",
            ]
        ),
        .testTarget(name: "PortsimBenchTests", dependencies: ["portsim-bench", "JSONKit", "TestSupport"]),
        .testTarget(name: "TidyTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && !["CSHA256", "CAssets"].contains(target.name) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .treatAllWarnings(as: .error),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0458-strict-memory-safety.md
            .strictMemorySafety(),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
            .enableUpcomingFeature("ExistentialAny"),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0481-weak-let.md
            .enableUpcomingFeature("ImmutableWeakCaptures"),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0470-isolated-conformances.md
            .enableUpcomingFeature("InferIsolatedConformances"),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
            .enableUpcomingFeature("InternalImportsByDefault"),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
            .enableUpcomingFeature("MemberImportVisibility"),
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
