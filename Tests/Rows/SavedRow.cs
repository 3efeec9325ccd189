using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Marquee.Tests.Rows;

/// <summary>A state as a release wrote it, in a file that is never written again.</summary>
/// <param name="version">Folder of the release.</param>
internal abstract class SavedRow(string version, Type type, object expected)
{
    public Type Type => type;

    /// <summary>What is to be read: what was written, and the defaults of whatever came later.</summary>
    public object Expected => expected;

    public string Name => $"{version}/{type.Name}";

    public string File => Path.Combine(Folder(), version, $"{type.Name}.bin");

    /// <summary>The bytes that storage puts into a row.</summary>
    public abstract byte[] Write(Serializer serializer, object state);

    public abstract object Read(Serializer serializer, byte[] row);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

/// <remarks>The type argument matters: storage serializes as the state's own type, and the bytes do not name it.</remarks>
internal sealed class SavedRow<T>(string version, T expected) : SavedRow(version, typeof(T), expected) where T : class, new()
{
    public override byte[] Write(Serializer serializer, object state) => serializer.SerializeToArray((T)state);

    public override object Read(Serializer serializer, byte[] row) => serializer.Deserialize<T>(row)!;
}
