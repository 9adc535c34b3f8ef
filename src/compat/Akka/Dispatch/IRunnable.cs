namespace Akka.Dispatch;

/// <summary>A piece of work that a dispatcher or a scheduler runs.</summary>
public interface IRunnable
{
    void Run();
}

public sealed class ActionRunnable(Action action) : IRunnable
{
    public void Run() => action();
}
