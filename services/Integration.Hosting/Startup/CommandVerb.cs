using Integration.Persistence.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integration.Hosting.Startup;

/// <summary><c>&lt;service&gt; command NAME --payment ID … --by WHO --why TEXT</c>: gives an operator's command from a shell, whatever the broker. It is judged by its contract's rules here already, and
/// written to the outbox for a running service. Prints the message's id; what comes of it stands in <c>ops.operator_actions</c>. Exit code 0 when it was written down, 1 when it was not, 64 when the
/// words make no sense; <c>command</c> alone lists the commands.</summary>
internal sealed class CommandVerb
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "command";

    private const int NotDone = 1;

    private readonly Type _contract;
    private readonly byte[] _json;

    private CommandVerb(Type contract, byte[] json) => (_contract, _json) = (contract, json);

    /// <summary>The command that the arguments give, before anything of a service is made. Null: there is none to give, the list or the error is written, and <paramref name="code"/> is the exit code.</summary>
    public static CommandVerb? Read(string[] args, out int code)
    {
        code = 0;
        if (args is [_])
        {
            Console.WriteLine(Usage(OperatorCommand.All));
            return null;
        }

        var command = OperatorCommand.Named(args[1]);
        try
        {
            return command is null ? throw new FormatException($"'{args[1]}' is no command.") : new(command.Contract, command.Read(args[2..]));
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message.ReplaceLineEndings(" ")}{Environment.NewLine}{Usage(command is null ? OperatorCommand.All : [command])}");
            code = CommandWords.WrongUse;
            return null;
        }
    }

    /// <summary>Writes it down. Nothing of the service is started.</summary>
    public async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            if (await app.Services.GetRequiredService<MessageDesk>().PublishAsync(_contract, _json, CancellationToken.None) is { } id)
            {
                Console.WriteLine(id);
                return 0;
            }
        }
        catch (NpgsqlException failure)
        {
            await Console.Error.WriteLineAsync($"It is not written down, or nobody knows whether it is (look at ops.operator_actions): {failure.Message.ReplaceLineEndings(" ")}");
            return NotDone;
        }

        await Console.Error.WriteLineAsync($"No endpoint of this program takes {_contract.Name}, and in memory there is no other: ask the program that holds the payments.");
        return NotDone;
    }

    private static string Usage(IEnumerable<OperatorCommand> commands) => string.Join(Environment.NewLine, commands.Select(c => $"{Verb} {c.Usage}"));
}
