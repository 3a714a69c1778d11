namespace Rushes.Cli.Report.Page;

/// <summary>What a fault looks like.</summary>
/// <param name="Finding">One of the answer's.</param>
/// <param name="Frame">That is shown.</param>
/// <param name="Jpeg">Small.</param>
internal sealed record FaultPicture(ReportFinding Finding, int Frame, byte[] Jpeg);
