#if UPSTREAM
Console.Error.WriteLine("This is a test assembly; run it with `dotnet test`.");
#else
using Compat.Cluster.Tests.Amqp;

// The test assembly is also the process that some tests start, freeze and kill.
if (args is [NodeProcess.Verb, ..]) await NodeProcess.RunAsync(args[1..]);
else Console.Error.WriteLine("This is a test assembly; run it with `dotnet test`.");
#endif
