using System.Text;
using BetterAuth.Client;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>The way between a client and the server of a world, on which answers are lost, changed and exchanged.</summary>
internal sealed class BentNetwork(World world) : INetwork
{
    private static readonly string[] Errors = ["BA101", "BA102", "BA103", "BA104", "BA203", "BA302", "BA401", "BA501", "BA999", "\\u0000", "é"];

    private readonly List<byte[]> _answers = [];
    private int _exchange;
    private (Bend Bend, int Exchange, ulong Seed) _bend;

    public bool AuthenticatesServer => true;

    /// <summary>Bends one exchange of those that follow (from 0), or all of them (-1).</summary>
    public void Set(Bend bend, int exchange, ulong seed)
    {
        _exchange = 0;
        _bend = (bend, exchange, seed);
    }

    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        int exchange = _exchange++;
        Bend bend = _bend.Exchange < 0 || _bend.Exchange == exchange ? _bend.Bend : Bend.Nothing;
        if (bend == Bend.LoseRequest)
        {
            throw new IOException("The request was lost.");
        }

        byte[] answer = (await world.Network.SendRequestAsync(path, message, cancellationToken)).ToArray();
        byte[] bent = Bent(bend, answer, new FuzzRandom(_bend.Seed + (ulong)exchange));
        _answers.Add(answer);
        return bent;
    }

    private byte[] Bent(Bend bend, byte[] answer, FuzzRandom random) => bend switch
    {
        Bend.LoseAnswer => throw new IOException("The answer was lost."),
        Bend.Damage => Damaged(answer, random),
        Bend.DamageAndSign => Signing.Again(Damaged(answer, random), world.ResponseKey),
        Bend.Earlier => _answers.Count == 0 ? [] : random.Pick(_answers),
        Bend.Noise => random.Bytes(random.Below(200)),
        Bend.Error => Encoding.UTF8.GetBytes($"{{\"error\":{{\"code\":\"{random.Pick(Errors)}\",\"message\":\"no\",\"context\":{{\"field\":\"x\",\"n\":{random.Below(10)}}}}}}}"),
        _ => answer,
    };

    private byte[] Damaged(byte[] answer, FuzzRandom random)
    {
        byte[] other = _answers.Count == 0 ? answer : random.Pick(_answers);
        return random.Pick(random.OneIn(3) ? ByteMutations.All : JsonMutations.All)(answer, other, random);
    }
}
