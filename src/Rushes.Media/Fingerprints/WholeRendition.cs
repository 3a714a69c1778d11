namespace Rushes.Media.Fingerprints;

/// <summary>What is wrong with every chunk in the same way is wrong with the rendition: said once.</summary>
internal static class WholeRendition
{
    public static IEnumerable<PictureFault> Merge(IReadOnlyList<PictureFault> faults, IReadOnlyList<ComparedChunk> chunks)
    {
        foreach (var kind in faults.GroupBy(fault => fault.Kind))
        {
            var isOfAll = kind.Key is PictureFaultKind.Geometry or PictureFaultKind.Levels or PictureFaultKind.Field
                && chunks.Count > 1
                && kind.Select(fault => fault.Chunk).Distinct().Count() == chunks.Count;
            if (isOfAll)
            {
                yield return kind.First() with { Chunk = null, From = kind.Min(fault => fault.From), To = kind.Max(fault => fault.To) };
                continue;
            }

            foreach (var fault in kind)
            {
                yield return fault;
            }
        }
    }
}
