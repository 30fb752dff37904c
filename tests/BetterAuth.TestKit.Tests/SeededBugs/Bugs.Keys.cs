using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of those who must follow when a server's key changes.</summary>
internal static partial class Bugs
{
    private static (string Name, Func<Seams> Seams)[] Keys { get; } =
    [
        ("a token that was verified once is good although its key was withdrawn", () => new KeyBug { Access = (node, ring) => node is VerifierNode ? new Remembering(ring) : ring, World = Sessions }),
        ("a withdrawn access key is treated like a former one", () => new KeyBug { Access = (node, ring) => node is VerifierNode ? new Everything(ring) : ring }),
        ("tokens of a withdrawn access key are refreshed", () => new KeyBug { Access = (node, ring) => node is ServerNode ? new Everything(ring) : ring, World = Sessions }),
        ("verifiers know the access keys of their start", () => new KeyBug { Access = (node, ring) => node is VerifierNode ? new VerificationKeyRing([.. ring.Accepted.Select(key => key.Key)]) : ring }),
        ("a former access key is dropped when it is rotated", () => new KeyBug { Access = (_, ring) => new CurrentOnly(ring) }),
        ("servers refresh tokens of their own access key only", () => new KeyBug { Access = (node, ring) => node is ServerNode ? new VerificationKeyRing(ring.Current.Key) : ring }),
        ("a server goes on signing with a withdrawn key", () => new KeyBug { Hears = false }),
        ("a client takes answers by a response key that was withdrawn", () => new KeyBug { Response = (device, keys) => new Everything(device.World.ResponseRing), World = settings => settings with { Trust = Client.AcknowledgementTrust.Believe, Loss = 150 } }),
        ("a client knows the response keys of its start", () => new KeyBug { Response = (_, keys) => new Pinned(keys) }),
    ];

    /// <summary>Few people, and nothing else that goes wrong.</summary>
    private static WorldSettings Sessions(WorldSettings settings) =>
        settings with { People = 1, DevicesEach = 1, Legacy = 0, Attacked = false, Loss = 0, Crashes = 0, Pauses = 0, StoreErrors = 0, LongDelays = 0, KeyChanges = 1000 };

    private sealed class KeyBug : Seams
    {
        public Func<Actor, ServerRing, IVerificationKeyRing> Access { get; init; } = (_, ring) => ring;

        public Func<Device, KnownKeys, IVerificationKeyRing> Response { get; init; } = (_, keys) => keys;

        public bool Hears { get; init; } = true;

        public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

        public override WorldSettings Settings(WorldSettings drawn) => World(drawn with { KeyChanges = 800, Attacked = true, AttackWeight = 250 });

        public override IVerificationKeyRing AccessKeys(Actor node, ServerRing ring) => Access(node, ring);

        public override IVerificationKeyRing ResponseKeys(Device device, KnownKeys keys) => Response(device, keys);

        public override bool HearsOfKeys(ServerNode node) => Hears;
    }

    private sealed class Everything(ServerRing ring) : IVerificationKeyRing
    {
        public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key) => (key = ring.Find(serverIdentity)?.Key) is not null;
    }

    private sealed class CurrentOnly(ServerRing ring) : IVerificationKeyRing
    {
        public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key) => (key = ring.Current.Key.PublicKey == serverIdentity ? ring.Current.Key : null) is not null;
    }

    private sealed class Remembering(ServerRing ring) : IVerificationKeyRing
    {
        private readonly Dictionary<Utf8Text, IVerificationKey> _known = [];

        public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key)
        {
            if (ring.TryGet(serverIdentity, out key))
            {
                _known[key.PublicKey] = key;
            }

            return key is not null || _known.TryGetValue(serverIdentity, out key);
        }
    }

    /// <summary>Those of its first question.</summary>
    private sealed class Pinned(KnownKeys keys) : IVerificationKeyRing
    {
        private readonly Dictionary<Utf8Text, IVerificationKey?> _known = [];

        public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key)
        {
            if (_known.Count == 0 && keys.TryGet(serverIdentity, out key))
            {
                _known.Add(key.PublicKey, key);
            }

            return (key = _known.GetValueOrDefault(serverIdentity)) is not null;
        }
    }
}
