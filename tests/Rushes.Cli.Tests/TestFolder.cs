namespace Rushes.Cli.Tests;

/// <summary>A folder of one test's own.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rushes-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string WriteFile(string name, string text = "text")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
