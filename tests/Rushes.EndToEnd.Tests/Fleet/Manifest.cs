using System.Globalization;
using Rushes.EndToEnd.Tests.House;
using YamlDotNet.RepresentationModel;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>One document of <c>deploy/kubernetes</c>.</summary>
internal sealed record Manifest(string Path, YamlNode Root)
{
    public const string Folder = "deploy/kubernetes";

    /// <summary>All documents of all files. A key that stands twice is an error here already.</summary>
    public static IReadOnlyList<Manifest> All { get; } =
        [.. from path in Repository.Files(Folder, "*.yaml") from document in Load(path) select new Manifest(path, document.RootNode)];

    public string Kind => Text("kind");

    public string Name => Text("metadata/name");

    /// <summary>The pods of a Deployment.</summary>
    public YamlNode Pod => Node("spec/template")!;

    /// <summary>Of a Deployment, which has one.</summary>
    public YamlNode Container => At(Pod, "spec/containers/0")!;

    public IReadOnlyList<string> Arguments => [.. List(Container, "args").Select(argument => argument.ToString())];

    public static IEnumerable<Manifest> OfKind(string kind) => All.Where(manifest => manifest.Kind == kind);

    public static Manifest Find(string kind, string name) => OfKind(kind).Single(manifest => manifest.Name == name);

    /// <summary>What follows an option in the arguments.</summary>
    public string Argument(string option) => Arguments[Arguments.ToList().IndexOf(option) + 1];

    public string Text(string path) => Node(path)?.ToString() ?? throw new InvalidOperationException($"{Path} has no {path}.");

    public YamlNode? Node(string path) => At(Root, path);

    /// <summary>Keys and indices, parted by slashes. Null: there is no such node.</summary>
    public static YamlNode? At(YamlNode? node, string path) => path.Split('/').Aggregate(node, (current, key) => current switch
    {
        YamlMappingNode mapping => mapping.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null,
        YamlSequenceNode sequence => sequence.Children.ElementAtOrDefault(int.Parse(key, CultureInfo.InvariantCulture)),
        _ => null,
    });

    public static IReadOnlyList<YamlNode> List(YamlNode? node, string path) => At(node, path) is YamlSequenceNode list ? [.. list] : [];

    private static IList<YamlDocument> Load(string path)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(path));
        stream.Load(reader);
        return stream.Documents;
    }
}
