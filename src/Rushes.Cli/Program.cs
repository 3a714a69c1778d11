using Rushes.Cli.Commands;
using Rushes.Cli.Hosting;

using var interruption = new Interruption();
return await RushesCommand.RunAsync(args, Surroundings.OfProcess(), interruption.Token);
