namespace Akka.Actor;

/// <summary>Where and how an actor runs, apart from what it is. Immutable.</summary>
public sealed class Deploy : IEquatable<Deploy>
{
    public static readonly Deploy Local = new();

    public static readonly string NoDispatcherGiven = string.Empty;

    public static readonly string NoMailboxGiven = string.Empty;

    public static readonly int NoStashSize = -1;

    public Deploy()
    {
        Path = string.Empty;
        Dispatcher = string.Empty;
        Mailbox = string.Empty;
        StashCapacity = -1;
    }

    private Deploy(string path, string dispatcher, string mailbox, int stashCapacity)
    {
        Path = path;
        Dispatcher = dispatcher;
        Mailbox = mailbox;
        StashCapacity = stashCapacity;
    }

    public string Path { get; }

    /// <summary>Id of the dispatcher, <see cref="NoDispatcherGiven"/> for the default.</summary>
    public string Dispatcher { get; }

    /// <summary>Id of the mailbox, <see cref="NoMailboxGiven"/> for the default.</summary>
    public string Mailbox { get; }

    /// <summary>Messages, <see cref="NoStashSize"/> for what the mailbox says.</summary>
    public int StashCapacity { get; }

    public Deploy WithDispatcher(string dispatcher) => new(Path, dispatcher, Mailbox, StashCapacity);

    public Deploy WithMailbox(string mailbox) => new(Path, Dispatcher, mailbox, StashCapacity);

    public Deploy WithStashCapacity(int stashSize) => new(Path, Dispatcher, Mailbox, stashSize);

    public Deploy WithFallback(Deploy other) => new(
        Path.Length > 0 ? Path : other.Path,
        Dispatcher == NoDispatcherGiven ? other.Dispatcher : Dispatcher,
        Mailbox == NoMailboxGiven ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    public bool Equals(Deploy? other) =>
        other is not null && Path == other.Path && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity;

    public override bool Equals(object? obj) => Equals(obj as Deploy);

    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox, StashCapacity);
}
