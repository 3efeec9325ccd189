namespace Marquee;

/// <summary>
/// The id of one kind of thing: 128 bits, written as a prefix and 26 characters of Crockford's base 32 in lower case.
/// New ids are version 7 UUIDs, so they sort by time of creation; derived ones are hashes and do not.
/// </summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    static abstract string Prefix { get; }

    static abstract TSelf From(Guid value);

    Guid Value { get; }
}
