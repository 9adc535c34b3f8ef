namespace Hocon;

/// <summary>Fetches the HOCON text that an <c>include</c> names; null or empty where there is none.</summary>
public delegate Task<string?> HoconIncludeCallbackAsync(HoconCallbackType callbackType, string value);
