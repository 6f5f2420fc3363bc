enum ScenarioKitTestsPlaceholder {}
