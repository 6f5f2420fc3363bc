enum ContractKitTestsPlaceholder {}
