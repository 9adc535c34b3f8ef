namespace Akka.Persistence;

public interface IPersistenceRecovery
{
    /// <summary>How much is recovered at the start.</summary>
    Recovery Recovery { get; }
}
