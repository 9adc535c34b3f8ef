namespace Akka;

/// <summary>Finds the types that a configuration names.</summary>
internal static class ClassNames
{
    /// <summary>Looks in the named assembly, in this one, then in all that are loaded; the package a type belongs to upstream need not be the assembly it is in here.</summary>
    public static Type? Find(string name)
    {
        if (Type.GetType(name, throwOnError: false) is { } found) return found;
        string bare = name.Split(',')[0].Trim();
        if (typeof(ClassNames).Assembly.GetType(bare, throwOnError: false) is { } own) return own;
        return AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(bare, throwOnError: false)).FirstOrDefault(type => type is not null);
    }
}
