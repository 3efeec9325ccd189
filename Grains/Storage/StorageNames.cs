namespace Marquee.Storage;

/// <summary>Names under which the silo registers its grain storages.</summary>
public static class StorageNames
{
    /// <summary>State that is written on the booking path or raises events: batched, with the outbox in the same transaction.</summary>
    public const string Hot = "hot";

    /// <summary>State that changes rarely and raises hardly an event: users, sessions, keys.</summary>
    public const string Cold = "cold";
}
