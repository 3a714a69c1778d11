using Rushes.Contracts;
using Rushes.Media.Shots;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>The shots between transitions.</summary>
internal static class FilmShots
{
    public static IEnumerable<Shot> Of(IReadOnlyList<ShotTransition> transitions, int frames)
    {
        var entries = transitions.Where(transition => transition.Start is > 0).DistinctBy(transition => transition.Start).ToList();
        yield return new Shot { Frames = new FrameRange { From = 0, To = entries.Count > 0 ? entries[0].Start!.Value : frames } };
        foreach (var (number, entry) in entries.Index())
        {
            yield return new Shot
            {
                Frames = new FrameRange { From = entry.Start!.Value, To = number + 1 < entries.Count ? entries[number + 1].Start!.Value : frames },
                Entry = entry.Kind switch { TransitionKind.Cut => ShotEntry.Cut, TransitionKind.Dissolve => ShotEntry.Dissolve, _ => ShotEntry.Fade },
                Transition = entry.Kind == TransitionKind.Cut ? null : new FrameRange { From = entry.From, To = entry.To },
            };
        }
    }
}
