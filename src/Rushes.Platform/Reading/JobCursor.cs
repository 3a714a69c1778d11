namespace Rushes.Platform.Reading;

/// <summary>A place in the list of jobs.</summary>
/// <param name="Created">Of the job, to the millisecond.</param>
/// <param name="Id">Of the job.</param>
public sealed record JobCursor(DateTimeOffset Created, string Id);
