using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>The graph of a job as a tree: calls below the nodes that made them, and of maps the items that one may ask about.</summary>
internal static class JobTree
{
    private const int ItemsShown = 8;

    public static Tree Of(JobGraph graph)
    {
        var critical = graph.CriticalPath.Select(step => (step.Run, step.Node)).ToHashSet();
        var tree = new Tree(Title(graph.Run)).Guide(TreeGuide.Line).Style(Color.Grey);
        AddNodes(tree, graph.Run);
        return tree;

        void AddNodes(IHasTreeNodes parent, RunGraph run)
        {
            foreach (var node in run.Nodes)
            {
                var mark = critical.Contains((run.Id, node.Name)) ? " [yellow]◆[/]" : "";
                var branch = parent.AddNode($"{Glyph(node.Status)} {Markup.Escape(node.Name)}{Counts(node)}{Times(node, graph.Now)}{mark}");
                AddItems(branch, node);
            }
        }

        void AddItems(TreeNode branch, NodeGraph node)
        {
            var shown = node.Items.Where(item => item.Call is not null || (node.Items.Count > 1 && item.Status is JobWorkStatus.Running or JobWorkStatus.Failed)).ToList();
            foreach (var item in shown.Take(ItemsShown))
            {
                if (item.Call is { } call)
                {
                    AddNodes(branch.AddNode(Title(call, item.Label == node.Name ? "" : item.Label)), call);
                }
                else
                {
                    branch.AddNode($"{Glyph(item.Status)} {Markup.Escape(item.Label)}{Attempts(item)}");
                }
            }

            if (shown.Count > ItemsShown)
            {
                branch.AddNode(string.Create(CultureInfo.InvariantCulture, $"[grey]and {shown.Count - ItemsShown} more[/]"));
            }
        }
    }

    private static string Title(RunGraph run, string label = "") => string.Create(
        CultureInfo.InvariantCulture, $"[bold]{Markup.Escape(run.Workflow)}@{run.WorkflowVersion}[/]{(label.Length > 0 ? $" {Markup.Escape(label)}" : "")}");

    private static string Glyph(JobWorkStatus state) => state switch
    {
        JobWorkStatus.Done => "[green]✓[/]",
        JobWorkStatus.Running => "[bold yellow]●[/]",
        JobWorkStatus.Failed => "[red]✗[/]",
        JobWorkStatus.Cancelled => "[grey]⊘[/]",
        _ => "[grey]○[/]",
    };

    private static string Counts(NodeGraph node) => node.Items.Count > 1 || (node.HasTotal && node.Total != 1)
        ? string.Create(CultureInfo.InvariantCulture, $" {node.Items.Count(item => item.Status == JobWorkStatus.Done)}/{(node.HasTotal ? node.Total.ToString(CultureInfo.InvariantCulture) : "?")}")
        : Attempts(node.Items.Count == 1 ? node.Items[0] : null);

    private static string Attempts(ItemGraph? item) =>
        item?.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" [yellow]{item.Attempts} attempts[/]") : "";

    private static string Times(NodeGraph node, Timestamp now) => (NodeTimes.Waiting(node, now), NodeTimes.Running(node, now)) switch
    {
        ({ } waiting, { } running) => $" [grey]waited {Quantities.Time(waiting)}, ran {Quantities.Time(running)}[/]",
        ({ } waiting, null) when node.Status == JobWorkStatus.Waiting => $" [grey]waits for {Quantities.Time(waiting)}[/]",
        (null, { } running) => $" [grey]ran {Quantities.Time(running)}[/]",
        _ => "",
    };
}
