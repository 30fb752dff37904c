using System.Buffers;
using System.Diagnostics;
using BetterAuth.Errors;
using BetterAuth.Server.Operations;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>The server of the protocol: ten operations through one pipeline. Thread-safe.</summary>
public sealed class BetterAuthServer
{
    private readonly OperationHandler[] _handlers;
    private readonly bool _hidesReasons;

    /// <summary>Validates <paramref name="options"/> and builds the server. Throws <see cref="ArgumentException"/> saying what to change.</summary>
    public BetterAuthServer(BetterAuthServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _hidesReasons = options.HideReasons;
        ServerParts parts = new(options);
        _handlers = [.. Wire.Operations.All.Select(operation => HandlerOf(operation, parts))];
    }

    /// <summary>
    /// Executes one request: strict parse, signature, account rules, one commit, signed answer written to <paramref name="response"/>.
    /// Returns null when it was acknowledged, otherwise why it was refused; then nothing was written anywhere.
    /// Throws <see cref="StoreUnavailableException"/> when the store cannot answer: the same bytes may be sent again.
    /// </summary>
    /// <param name="operation">The endpoint.</param>
    /// <param name="request">The body; must stay untouched until this returns.</param>
    /// <param name="response">Receives the answer.</param>
    /// <param name="cancellationToken">Stops waiting; an operation whose commit is under way may be applied all the same.</param>
    public async ValueTask<Refusal?> ExecuteAsync(Operation operation, ReadOnlyMemory<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        string name = Telemetry.NameOf(operation);
        string outcome = "failed";
        long started = Telemetry.Timestamp();
        using Activity? activity = Telemetry.Start(name);
        try
        {
            Refusal? refusal = await _handlers[(int)operation].ExecuteAsync(request, response, cancellationToken).ConfigureAwait(false);
            outcome = Telemetry.OutcomeOf(refusal);
            return refusal is not null && _hidesReasons && operation == Operation.CreateSession ? HiddenReasons.Of(refusal) : refusal;
        }
        catch (StoreUnavailableException)
        {
            outcome = "unavailable";
            throw;
        }
        finally
        {
            Telemetry.End(name, outcome, started, activity);
        }
    }

    private static OperationHandler HandlerOf(Operation operation, ServerParts parts) => operation switch
    {
        Operation.CreateAccount => new CreateAccount(parts),
        Operation.RecoverAccount => new RecoverAccount(parts),
        Operation.DeleteAccount or Operation.RotateDevice => new RotateOrDelete(parts, operation),
        Operation.LinkDevice => new LinkDevice(parts),
        Operation.UnlinkDevice => new UnlinkDevice(parts),
        Operation.ChangeRecoveryKey => new ChangeRecoveryKey(parts),
        Operation.RequestSession => new RequestSession(parts),
        Operation.CreateSession => new CreateSession(parts),
        Operation.RefreshSession => new RefreshSession(parts),
        _ => throw new UnreachableException(),
    };
}
