namespace Rushes.Tools.Probing;

/// <summary>Where a scan leaves pictures for fingerprints, and how it makes them.</summary>
internal sealed record ScanPictures(string Path, string Filter);
