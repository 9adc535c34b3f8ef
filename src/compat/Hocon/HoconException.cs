namespace Hocon;

/// <summary>A value that is not what was asked for, such as an object read as a number.</summary>
public class HoconException : Exception
{
    public HoconException(string message)
        : base(message)
    {
    }

    public HoconException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
