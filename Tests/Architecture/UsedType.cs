namespace Marquee.Tests.Architecture;

/// <summary>A type that compiled code names. Of a nested type, the outermost one around it.</summary>
internal sealed record UsedType(string Assembly, string Namespace, string Name)
{
    public bool IsIn(string root) => Namespace == root || Namespace.StartsWith($"{root}.", StringComparison.Ordinal);

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <param name="User">The type whose fields, signatures or method bodies name <paramref name="Used"/>.</param>
internal sealed record TypeUse(UsedType User, UsedType Used)
{
    public override string ToString() => $"{User} uses {Used} of {Used.Assembly}";
}
