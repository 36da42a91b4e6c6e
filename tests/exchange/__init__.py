"""The exchange between districts and province: makers, the simulator, stories."""
