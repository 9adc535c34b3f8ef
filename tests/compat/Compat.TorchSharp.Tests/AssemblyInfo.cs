// Thread count, default generator and handle counter are the process's: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
