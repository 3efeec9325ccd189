namespace Marquee.LoadTest.Clusters;

/// <summary>What a process can be sent. By name, for the numbers differ between systems.</summary>
internal enum NodeSignal
{
    /// <summary>Ends it at once.</summary>
    Kill,

    /// <summary>Asks it to end.</summary>
    Term,

    /// <summary>Has it hang.</summary>
    Stop,

    /// <summary>Has it go on.</summary>
    Cont,
}
