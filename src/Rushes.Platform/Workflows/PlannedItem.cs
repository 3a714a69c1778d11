using Google.Protobuf;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Workflows;

/// <summary>An item of a node together with the message that gets it done.</summary>
internal sealed record PlannedItem(ItemKey Key, string Label, long Weight, string Queue, IMessage Message, Shape Shape);
