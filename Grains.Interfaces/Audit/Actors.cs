using Orleans.Runtime;

namespace Marquee.Audit;

/// <summary>
/// Who did something, as the audit log names them: a user's id, <see cref="System"/>, or a payment provider. Who acts on others' things says
/// so before the first call; what follows from that call is done in that name. It is a note for the log and never proof of identity.
/// </summary>
public static class Actors
{
    /// <summary>What nobody asked for: time passed, or a step follows from another.</summary>
    public const string System = "system";

    private const string Key = "marquee.actor";

    /// <summary>In whose name the call under way is made, or null where nobody said so.</summary>
    public static string? Current => RequestContext.Get(Key) as string;

    public static string Provider(string name) => $"provider:{name}";

    /// <summary>Calls from here on are made in the name of this user.</summary>
    public static void ActAs(UserId user) => RequestContext.Set(Key, user.ToString());
}
