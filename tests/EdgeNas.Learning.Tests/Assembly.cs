// The tensor library's thread count is one for the whole process and decides last digits; tests with different counts must not run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
