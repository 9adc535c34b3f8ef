using System.Text;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Wire;
using EdgeNas.Domain;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests.Wire;

public sealed class ProtocolSerializerTests : TestKit
{
    private readonly ProtocolSerializer _serializer;
    private readonly IActorRef _reference;

    public ProtocolSerializerTests()
        : base(ActorSettings.Protocol, "edgenas")
    {
        _serializer = new ProtocolSerializer((ExtendedActorSystem)Sys);
        _reference = Sys.DeadLetters;
    }

    public static TheoryData<string> Manifests => [.. ProtocolManifests.All];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void ToBinary_EveryMessage_GivesItsGoldenFile(string manifest) =>
        Assert.Equal(Golden(manifest), Encoding.UTF8.GetString(_serializer.ToBinary(Example(manifest))));

    [Theory]
    [MemberData(nameof(Manifests))]
    public void FromBinary_GoldenFile_GivesAMessageThatWritesTheSame(string manifest)
    {
        string golden = Golden(manifest);

        object read = _serializer.FromBinary(Encoding.UTF8.GetBytes(golden), manifest);

        Assert.IsType(Example(manifest).GetType(), read);
        Assert.Equal(golden, Encoding.UTF8.GetString(_serializer.ToBinary(read)));
    }

    [Fact]
    public void Examples_CoverEveryMessageJobAndResult()
    {
        Assert.Equal(ProtocolManifests.All.Order(), ProtocolExamples.All(_reference).Select(_serializer.Manifest).Order());
        Assert.Equal(KindsOf(typeof(Job)), ProtocolExamples.Jobs.Select(job => job.GetType().Name).Distinct().Order());
        Assert.Equal(KindsOf(typeof(JobResult)), ProtocolExamples.Results.Select(result => result.GetType().Name).Order());
    }

    [Fact]
    public void ToBinary_EveryJobAndResult_ComesBackTheSame()
    {
        foreach (var job in ProtocolExamples.Jobs)
        {
            var back = (JobTaken)RoundTrip(new JobTaken(job, ProtocolExamples.Attempt));
            Assert.IsType(job.GetType(), back.Job);
            Assert.Equal(Encode(new JobTaken(job, ProtocolExamples.Attempt)), Encode(back));
        }

        foreach (var result in ProtocolExamples.Results)
        {
            var back = (JobDone)RoundTrip(new JobDone(ProtocolExamples.Attempt, result, default));
            Assert.IsType(result.GetType(), back.Result);
            Assert.Equal(Encode(new JobDone(ProtocolExamples.Attempt, result, default)), Encode(back));
        }
    }

    /// <summary>What version 1 of these messages may also have: earlier nodes neither send nor get it.</summary>
    [Fact]
    public void Extensions_OfMessages_HaveTheirForm()
    {
        Assert.Equal("""{"kinds":["score"],"ahead":64}""", Encode(RoundTrip(new WorkerIdle([JobKind.Score], Ahead: 64))));
        var bare = new AssignJob(ProtocolExamples.Attempt, null, ProtocolExamples.Jobs[0], _reference, TimeSpan.FromSeconds(30));
        Assert.Null(Assert.IsType<AssignJob>(RoundTrip(bare)).Context);
        Assert.StartsWith("""{"attempt":{"search":"example-1","jobId":"round-3","number":12},"context":null,"job":""", Encode(bare));
    }

    [Fact]
    public void StateChanged_WithEvents_CrossesTheWireAsTheEventsAlone()
    {
        var state = SearchReplay.Replay([EventExamples.All[0]]);
        var changed = new StateChanged(state, [EventExamples.All[0]]);

        Assert.Equal("notice.events.v1", _serializer.Manifest(changed));
        var read = Assert.IsType<EventsStored>(RoundTrip(changed));
        Assert.Equal(SearchEventJson.Write(EventExamples.All[0]), SearchEventJson.Write(read.Events.Single()));
    }

    [Fact]
    public void Bindings_EveryMessage_IsWrittenByThisSerializer()
    {
        foreach (object message in ProtocolExamples.All(_reference)) Assert.IsType<ProtocolSerializer>(Sys.Serialization.FindSerializerFor(message));
    }

    [Fact]
    public void Reference_OfThisSystem_IsFoundAgainByItsPath()
    {
        var watched = (WatchSearch)RoundTrip(new WatchSearch(new SearchId("example-1"), TestActor));

        Assert.Equal(TestActor, watched.Subscriber);
    }

    [Theory]
    [InlineData("job.delete.v1", "{}", "newer version")]
    [InlineData("System.IO.FileInfo", "{}", "newer version")]
    [InlineData("job.renew.v1", "{", "same version")]
    [InlineData("job.renew.v1", "null", "null")]
    [InlineData("job.renew.v1", "{}", "attempt")]
    [InlineData("job.taken.v1", """{"job":{"kind":"format-disk","id":"1"},"attempt":{"search":"a","jobId":"b","number":1}}""", "format-disk")]
    [InlineData("job.taken.v1", """{"job":{"id":"1"},"attempt":{"search":"a","jobId":"b","number":1}}""", "job.taken.v1")]
    [InlineData("notice.events.v1", """{"events":[["search.deleted.v1",{}]]}""", "search.deleted.v1")]
    [InlineData("notice.events.v1", """{"events":["search.completed.v1"]}""", "array")]
    [InlineData("search.resume.v1", """{"search":"../../etc"}""", "search id")]
    public void FromBinary_WhatIsNoMessage_SaysSo(string manifest, string json, string expected)
    {
        var error = Assert.Throws<EdgeNasException>(() => _serializer.FromBinary(Encoding.UTF8.GetBytes(json), manifest));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void FromBinary_DeepNesting_IsRefused()
    {
        string json = "{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}";

        Assert.Throws<EdgeNasException>(() => _serializer.FromBinary(Encoding.UTF8.GetBytes(json), "job.renew.v1"));
    }

    [Fact]
    public void Manifest_TypeThatIsNotListed_IsRefused() => Assert.Contains("bind only", Assert.Throws<ArgumentException>(() => _serializer.Manifest("text")).Message);

    private static IEnumerable<string> KindsOf(Type type) => type.Assembly.GetTypes().Where(kind => kind.IsSubclassOf(type)).Select(kind => kind.Name).Order();

    private static string Golden(string manifest) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "golden", manifest + ".json")).TrimEnd('\n');

    private object Example(string manifest) => ProtocolExamples.All(_reference).Single(message => _serializer.Manifest(message) == manifest);

    private object RoundTrip(object message) => _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));

    private string Encode(object message) => Encoding.UTF8.GetString(_serializer.ToBinary(message));
}
