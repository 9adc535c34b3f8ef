using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Something that must not happen has happened, such as events of one actor from two writers.</summary>
public class IllegalStateException : AkkaException
{
    public IllegalStateException(string message)
        : base(message)
    {
    }

    public IllegalStateException(string message, Exception innerEx)
        : base(message, innerEx)
    {
    }
}
