using Compat.Akka.Tests.Actor;
using Compat.Akka.Tests.Persistence;
using Compat.Akka.Tests.Persistence.Faults;

// The test assembly is also the process that some tests start, watch and kill.
if (args is [JournalWriterProcess.Verb, var file, var killedBefore]) await JournalWriterProcess.RunAsync(file, int.Parse(killedBefore));
else if (args is [GoldenJournal.WriteVerb, var target, var targetProvider]) await GoldenJournal.WriteAsync(target, targetProvider);
else if (args is [GoldenJournal.ReadVerb, var source, var sourceProvider]) Report(await GoldenJournal.ReadAsync(source, sourceProvider));
else if (args is [ShutdownProcess.ExitVerb]) await ShutdownProcess.ExitAsync();
else if (args is [ShutdownProcess.Verb]) await ShutdownProcess.RunAsync();
else Console.Error.WriteLine("This is a test assembly; run it with `dotnet test`.");

static void Report(Recovered recovered) =>
    Console.WriteLine($"{string.Join(',', recovered.Notes.Texts)} up to {recovered.LastSequenceNr}, {(recovered.FromSnapshot ? "from a snapshot" : "without a snapshot")}");
