namespace Rushes.Media.Indexing;

/// <summary>Frames where a video can be cut: key frames before which all earlier frames are shown, and all later ones behind.</summary>
internal static class ClosedKeyFrames
{
    /// <summary>In ascending order.</summary>
    public static IEnumerable<int> Of(FrameIndex index, int from, int to)
    {
        var shown = from;
        for (var i = from; i < to; i++)
        {
            if (index.IsKey(i) && shown == i && index.PresentationOrder(i) == i)
            {
                yield return i;
            }

            shown = Math.Max(shown, index.PresentationOrder(i) + 1);
        }
    }
}
