namespace Rushes.Platform.Tests.Soak;

/// <summary>Starts of functions in a file, which a killed process leaves behind.</summary>
internal sealed class StartJournal(string folder)
{
    private readonly Lock _lock = new();
    private readonly string _path = Path.Combine(folder, "starts");

    public void Add(string function)
    {
        lock (_lock)
        {
            File.AppendAllText(_path, function + "\n");
        }
    }

    public Dictionary<string, int> Read()
    {
        lock (_lock)
        {
            return File.Exists(_path) ? File.ReadAllLines(_path).CountBy(line => line).ToDictionary() : [];
        }
    }
}
