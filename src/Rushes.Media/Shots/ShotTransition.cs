namespace Rushes.Media.Shots;

/// <summary>How one shot becomes the next.</summary>
public enum TransitionKind
{
    /// <summary>From one frame to the next.</summary>
    Cut,

    /// <summary>The one shows through the other for some frames.</summary>
    Dissolve,

    /// <summary>The picture goes to black, or to one plain colour.</summary>
    FadeOut,

    /// <summary>The picture comes from there.</summary>
    FadeIn,
}

/// <summary>A transition between two shots.</summary>
/// <param name="Kind">Of it.</param>
/// <param name="From">The first frame that is not of the old shot alone; of a cut, the first of the new one.</param>
/// <param name="To">The first frame that is of the new shot alone; of a cut, the same.</param>
public readonly record struct ShotTransition(TransitionKind Kind, int From, int To)
{
    /// <summary>The frame that the new shot is taken to start with; null: none starts, the picture only goes.</summary>
    public int? Start => Kind switch
    {
        TransitionKind.FadeOut => null,
        TransitionKind.FadeIn => From,
        _ => To,
    };
}
