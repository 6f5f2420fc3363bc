enum PortsimTestsPlaceholder {}
