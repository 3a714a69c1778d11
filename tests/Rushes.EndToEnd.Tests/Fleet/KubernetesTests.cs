using System.Globalization;
using System.Text.RegularExpressions;
using Rushes.EndToEnd.Tests.House;
using Rushes.Testing;
using YamlDotNet.RepresentationModel;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>The manifests against each other and against the program; no cluster has seen them.</summary>
public sealed partial class KubernetesTests
{
    /// <summary>MiB that the program itself takes beside what its functions share out.</summary>
    private const int OwnMemory = 512;

    private static readonly string[] Probes = ["readinessProbe", "livenessProbe"];

    public static TheoryData<string> Deployments { get; } = [.. Manifest.OfKind("Deployment").Select(deployment => deployment.Name)];

    public static TheoryData<string> Workers { get; } = [.. Manifest.OfKind("Deployment").Where(one => one.Arguments[0] == "worker").Select(one => one.Name)];

    [Fact]
    public void Files_AreAllInTheKustomizationAndHoldNoSecret()
    {
        var listed = Manifest.List(Manifest.All.Single(one => one.Kind == "Kustomization").Root, "resources").Select(file => $"{Manifest.Folder}/{file}");
        Assert.Equal(Manifest.All.Where(one => one.Kind is not ("Kustomization" or "Component")).Select(one => one.Path).Order(), listed.Order());
        Assert.Empty(Manifest.OfKind("Secret"));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Arguments_AreOptionsOfTheProgram(string name)
    {
        var deployment = Manifest.Find("Deployment", name);
        using var folder = new TemporaryFolder();
        var help = await new RushesProgram(folder.Path).RunAsync(TestContext.Current.CancellationToken, deployment.Arguments[0], "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(deployment.Arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)), option => Assert.Matches($@"{option}\b", help.Output));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deployment_HoldsTogether(string name)
    {
        var deployment = Manifest.Find("Deployment", name);
        var images = Manifest.List(Manifest.All.Single(one => one.Kind == "Kustomization").Root, "images").Select(image => Manifest.At(image, "name"));

        Assert.Equal(deployment.Node("spec/selector/matchLabels"), Manifest.At(deployment.Pod, "metadata/labels"));
        Assert.Contains(Manifest.At(deployment.Container, "image"), images);
        Assert.Equal(
            Manifest.List(deployment.Pod, "spec/volumes").Select(volume => Manifest.At(volume, "name")),
            Manifest.List(deployment.Container, "volumeMounts").Select(mount => Manifest.At(mount, "name")));
        Assert.Equal("true", Manifest.At(deployment.Pod, "spec/securityContext/runAsNonRoot")?.ToString());
        Assert.Contains(Manifest.List(deployment.Container, "volumeMounts"), mount => Manifest.At(mount, "mountPath")!.ToString() == deployment.Argument("--work"));
        var readme = Repository.Read($"{Manifest.Folder}/README.md");
        Assert.All(Secrets(deployment.Pod), secret => Assert.Contains($"create secret generic {secret} ", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Serve_ListensWhereItsServiceAndItsProbesLook()
    {
        var serve = Manifest.Find("Deployment", "rushes-serve");
        var service = Manifest.Find("Service", "rushes-serve");
        var ports = Manifest.List(serve.Container, "ports").ToDictionary(port => Manifest.At(port, "name")!.ToString(), port => Manifest.At(port, "containerPort")!.ToString());

        Assert.Equal([$"0.0.0.0:{ports["grpc"]}", $"0.0.0.0:{ports["http"]}"], [serve.Argument("--listen"), serve.Argument("--http")]);
        Assert.Equal(service.Node("spec/selector"), Manifest.At(serve.Pod, "metadata/labels"));
        Assert.Equal(ports.Keys, Manifest.List(service.Root, "spec/ports").Select(port => Manifest.At(port, "targetPort")!.ToString()));
        Assert.Equal(["/readyz", "/healthz"], Probes.Select(probe => Manifest.At(serve.Container, $"{probe}/httpGet/path")?.ToString()));
        Assert.All(Probes, probe => Assert.Equal("http", Manifest.At(serve.Container, $"{probe}/httpGet/port")?.ToString()));
        Assert.Equal(ports["http"], Annotation(serve, "prometheus.io/port"));
        Assert.Equal(service.Node("spec/selector"), Manifest.Find("PodDisruptionBudget", "rushes-serve").Node("spec/selector/matchLabels"));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Worker_IsGivenWhatItSharesOutAndTheTimeToDrain(string name)
    {
        var worker = Manifest.Find("Deployment", name);
        var resources = Manifest.At(worker.Container, "resources")!;
        var memory = int.Parse(worker.Argument("--memory").Replace("GiB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;

        Assert.Equal(Manifest.At(resources, "limits"), Manifest.At(resources, "requests"));
        Assert.Equal(worker.Argument("--cores"), Manifest.At(resources, "limits/cpu")!.ToString());
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{memory + OwnMemory}Mi"), Manifest.At(resources, "limits/memory")!.ToString());
        Assert.True(Number(Manifest.At(worker.Pod, "spec/terminationGracePeriodSeconds")!) > Number(worker.Argument("--drain").TrimEnd('s')) + 10);
        var service = Manifest.Find("Service", "rushes-serve");
        var port = Manifest.List(service.Root, "spec/ports").Single(port => Manifest.At(port, "name")!.ToString() == "grpc");
        Assert.Equal($"http://{service.Name}:{Manifest.At(port, "port")}", worker.Argument("--server"));
        Assert.Equal("RUSHES_SANDBOX", Manifest.At(worker.Container, "env/0/name")!.ToString());
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Worker_IsScaledByAMetricThatThereIs(string name)
    {
        var scaling = Manifest.OfKind("HorizontalPodAutoscaler").Single(one => one.Text("spec/scaleTargetRef/name") == name);
        var metric = scaling.Text("spec/metrics/0/external/metric/name");

        Assert.Equal("Deployment", scaling.Text("spec/scaleTargetRef/kind"));
        Assert.Contains($"`{metric.Replace('_', '.')}`", Repository.Read("docs/telemetry.md"), StringComparison.Ordinal);
        Assert.Contains($"name: {{as: {metric}}}", Repository.Read($"{Manifest.Folder}/README.md"), StringComparison.Ordinal);
        Assert.Equal("compute", scaling.Text("spec/metrics/0/external/metric/selector/matchLabels/queue"));
    }

    [Fact]
    public void Scaling_EveryShapeOfAFunction_IsFollowedByOneDeploymentThatHoldsIt()
    {
        Dictionary<string, Manifest> followers = [];
        foreach (var scaling in Manifest.OfKind("HorizontalPodAutoscaler"))
        {
            foreach (var shape in Manifest.List(scaling.Root, "spec/metrics/0/external/metric/selector/matchExpressions/0/values"))
            {
                followers.Add(shape.ToString(), Manifest.Find("Deployment", scaling.Text("spec/scaleTargetRef/name")));
            }
        }

        var shapes = Repository.Files("src/services", "function.yaml").SelectMany(file => ShapeText().Matches(Repository.Read(file)))
            .Select(match => (Cores: Number(match.Groups[1].Value), Memory: Number(match.Groups[2].Value) / (match.Groups[3].Value == "M" ? 1024.0 : 1))).Distinct().ToList();
        Assert.Equal(shapes.Select(shape => string.Create(CultureInfo.InvariantCulture, $"{shape.Cores}c/{shape.Memory:0.##}GiB")).Order(), followers.Keys.Order());
        Assert.All(shapes, shape =>
        {
            var worker = followers[string.Create(CultureInfo.InvariantCulture, $"{shape.Cores}c/{shape.Memory:0.##}GiB")];
            Assert.InRange(shape.Cores, 1, Number(worker.Argument("--cores")));
            Assert.InRange(shape.Memory, 0, Number(worker.Argument("--memory").Replace("GiB", "", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void Container_NamesWhatIsThere()
    {
        var recipe = Repository.Read("deploy/container/Containerfile");
        var copied = Copied().Matches(recipe).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.Contains("fetch_ffmpeg() {", Repository.Read("scripts/prepare.sh"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Secrets(YamlNode pod) =>
        from mapping in pod.AllNodes.OfType<YamlMappingNode>()
        from entry in mapping.Children
        let key = entry.Key.ToString()
        where key is "secretKeyRef" or "secretRef" or "secret"
        select (Manifest.At(entry.Value, "name") ?? Manifest.At(entry.Value, "secretName"))!.ToString();

    /// <summary>Its name has a slash in it.</summary>
    private static string Annotation(Manifest deployment, string name) =>
        ((YamlMappingNode)Manifest.At(deployment.Pod, "metadata/annotations")!).Children[new YamlScalarNode(name)].ToString();

    private static int Number(YamlNode node) => Number(node.ToString());

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{cores: (\d+), memory: (\d+)([MG])iB,")]
    private static partial Regex ShapeText();

    /// <summary>What comes out of the repository, and not out of another stage.</summary>
    [GeneratedRegex(@"^COPY (?!--)(.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
