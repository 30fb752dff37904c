using System.Buffers;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Servers;

/// <summary>One of the servers that share the store.</summary>
internal sealed class ServerNode : Actor
{
    private BetterAuthServer _server;

    public ServerNode(World world, int number)
        : base(world, $"server {number}") => _server = Build();

    public ServerKey ResponseKey { get; private set; } = null!;

    public ServerKey AccessKey { get; private set; } = null!;

    /// <summary>Is given the keys there are now. Requests that are being executed end with the former ones.</summary>
    public void TakeKeys()
    {
        World.Trace.Line(World.Time.Now, $"{Name} takes the present keys");
        _server = Build();
    }

    public async Task HandleAsync(Flight flight)
    {
        Operation endpoint = flight.To!.Value;
        RequestContext context = new(this, flight.Message, endpoint, World.Time.Now) { ResponseKey = ResponseKey, AccessKey = AccessKey };
        RequestContext.Current = context;
        World.Ledger.Begin(context);
        ArrayBufferWriter<byte> answer = new(1024);
        Refusal? refusal = null;
        bool answered = true;
        try
        {
            refusal = await World.Seams.ServeAsync(this, _server, endpoint, flight.Message, answer).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            answered = false;
        }
#pragma warning disable CA1031 // Whatever else a server throws is a bug.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            World.Fail("no exception", $"{Name} threw {exception.GetType().Name} at {endpoint}: {exception}");
        }

        World.Ledger.End(context, answered, refusal, answer.WrittenMemory);
        await World.PassAsync(this, FaultPoint.Send).ConfigureAwait(false);
        World.Reply(flight, answered ? BodyOf(refusal, answer) : ReadOnlyMemory<byte>.Empty);
        await World.PassAsync(this, FaultPoint.Send).ConfigureAwait(false);
    }

    protected override void OnCrash()
    {
        // All it knows is in the store.
    }

    protected override void OnRestart() => _server = Build();

    private static ReadOnlyMemory<byte> BodyOf(Refusal? refusal, ArrayBufferWriter<byte> answer)
    {
        if (refusal is not null)
        {
            answer.ResetWrittenCount();
            RefusalJson.Write(refusal, answer);
        }

        return answer.WrittenMemory;
    }

    private BetterAuthServer Build()
    {
        ResponseKey?.LastUsed = World.Time.Now;
        AccessKey?.LastUsed = World.Time.Now;
        ResponseKey = World.ResponseRing.Current;
        AccessKey = World.AccessRing.Current;
        return new(World.Seams.Configure(this, new BetterAuthServerOptions
        {
            Store = World.Seams.AboveStore(this, new FaultyStore(this, World.Store)),
            ResponseKey = ResponseKey.Key,
            AccessKey = AccessKey.Key,
            AccessKeys = World.Seams.AccessKeys(this, World.AccessRing),
            ChallengeKeys = World.ChallengeKeys,
            Nonces = World.Settings.Nonces,
            Suite = World.Suite,
            TimeProvider = World.Seams.ServerClock(this, Clock),
        }));
    }
}
