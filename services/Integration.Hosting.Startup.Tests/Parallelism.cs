// Meters and activity listeners are process-wide, and each test starts processes of its own: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
