namespace Rushes.Inspection.Motion;

/// <summary>What speaks for it that frames are missing before one whose step is longer than those beside. The numbers stand in files.</summary>
internal enum JumpEvidence : byte
{
    /// <summary>Nothing, or it was not looked for.</summary>
    None,

    /// <summary>What little can be followed is better told by two steps than by one, or some parts change one and a half times as much as beside.</summary>
    Weak,

    /// <summary>Half of what can be followed has gone two steps and more, or most parts change in the same way as beside, but more.</summary>
    Clear,

    /// <summary>Half of many blocks have gone two steps or three, and all of them are told much better by these than by one.</summary>
    Strong,
}
