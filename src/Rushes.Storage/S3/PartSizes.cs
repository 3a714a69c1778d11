namespace Rushes.Storage.S3;

/// <summary>How large the parts of an upload are: small, so that little is sent again, and so large that few enough do.</summary>
internal static class PartSizes
{
    /// <summary>S3 allows no more.</summary>
    public const int MostParts = 10_000;

    /// <summary>That an object may have in sections, each an upload: 5 TiB, the most that S3 holds, in the least of parts.</summary>
    public const int MostOfSections = 1 << 20;

    private const long Step = 1 << 20;
    private const int PartsOfASize = 1000;
    private const int MostDoublings = 7;

    /// <summary>Bytes of all parts but the last.</summary>
    public static long Of(long length, long smallest)
    {
        var needed = (length + MostParts - 1) / MostParts;
        return Math.Max(smallest, (needed + Step - 1) / Step * Step);
    }

    /// <summary>Of a stream whose length nobody knows: parts grow. From 8 MiB they hold 4 TiB.</summary>
    /// <param name="number">Counted from 1.</param>
    /// <param name="smallest">Of the first part, bytes.</param>
    public static long OfUnknown(int number, long smallest) => Math.Min(smallest << Math.Min((number - 1) / PartsOfASize, MostDoublings), 1 << 30);
}
