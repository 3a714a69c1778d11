namespace Rushes.Media.Tests;

/// <summary>Real media, for those who have them; RUSHES_MEDIA names their folder.</summary>
internal static class SharedMedia
{
    /// <summary>A file of them, or the test is skipped.</summary>
    public static string File(string name)
    {
        var folder = Environment.GetEnvironmentVariable("RUSHES_MEDIA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RUSHES_MEDIA names no folder of shared media.");
        var path = Path.Combine(folder!, name);
        Assert.SkipUnless(System.IO.File.Exists(path), $"The shared media have no {name}.");
        return path;
    }
}
