enum SimulationKitTestsPlaceholder {}
