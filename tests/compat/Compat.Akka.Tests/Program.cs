using Compat.Akka.Tests.Persistence;

// The test assembly is also the process that some tests start, watch and kill.
if (args is [JournalWriterProcess.Verb, var file]) await JournalWriterProcess.RunAsync(file);
else Console.Error.WriteLine("This is a test assembly; run it with `dotnet test`.");
