using static TorchSharp.Tests.OperatorCases;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>record.py's layers and losses.</summary>
internal static class LayerCases
{
    public static IReadOnlyDictionary<string, Func<Tensor[], Tensor[]>> All { get; } = Layers().Concat(Losses()).Concat(Depthwise())
        .ToDictionary(entry => entry.Key, entry => entry.Value);

    private static Dictionary<string, Func<Tensor[], Tensor[]>> Layers() => new()
    {
        ["linear"] = Three((x, w, b) => F.linear(x, w, b)),
        ["conv2d"] = Three((x, w, b) => F.conv2d(x, w, b, padding: [1, 1])),
        ["conv2d.stride"] = Two((x, w) => F.conv2d(x, w, strides: [2, 2], padding: [1, 1])),
        ["conv2d.dilation"] = Three((x, w, b) => F.conv2d(x, w, b, padding: [2, 2], dilation: [2, 2])),
        ["conv2d.groups"] = Three((x, w, b) => F.conv2d(x, w, b, groups: 2)),
        ["conv2d.same"] = Three((x, w, b) => F.conv2d_padding(x, w, b, padding: Padding.Same)),
        ["batch_norm.train"] = Three((x, w, b) => F.batch_norm(x, zeros(4, dtype: x.dtype), ones(4, dtype: x.dtype), w, b, true)),
        ["batch_norm.eval"] = Three((x, w, b) => F.batch_norm(x, full(4, 0.2, x.dtype), full(4, 1.3, x.dtype), w, b)),
        ["layer_norm"] = Three((x, w, b) => F.layer_norm(x, [4], w, b)),
        ["adaptive_avg_pool2d"] = One(x => F.adaptive_avg_pool2d(x, 2)),
        ["avg_pool2d"] = One(x => F.avg_pool2d(x, 3, 2, 1)),
        ["max_pool2d"] = One(x => F.max_pool2d(x, 3, 2, 1)),
        ["max_pool2d.indices"] = inputs =>
        {
            var (output, indices) = nn.MaxPool2d(2).forward_with_indices(inputs[0]);
            return [output, indices];
        },
        ["pad.constant"] = One(x => F.pad(x, (1, 2, 0, 1), value: 0.5)),
        ["pad.reflect"] = One(x => F.pad(x, [1, 1, 2, 2], PaddingModes.Reflect)),
        ["pad.replicate"] = One(x => F.pad(x, [1, 1, 2, 2], PaddingModes.Replicate)),
        ["normalize"] = One(x => F.normalize(x)),
        ["embedding"] = Two((w, i) => w[i]),
    };

    private static Dictionary<string, Func<Tensor[], Tensor[]>> Losses() => new()
    {
        ["cross_entropy"] = Two((x, t) => nn.CrossEntropyLoss().call(x, t)),
        ["cross_entropy.smooth"] = Two((x, t) => new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: 0.1).call(x, t)),
        ["cross_entropy.weight"] = Three((x, t, w) => F.cross_entropy(x, t, w.detach())),
        ["cross_entropy.sum"] = Two((x, t) => F.cross_entropy(x, t, reduction: nn.Reduction.Sum)),
        ["cross_entropy.probabilities"] = Two((x, t) => F.cross_entropy(x, t.detach())),
        ["nll_loss"] = Two((x, t) => nn.NLLLoss().call(x, t)),
        ["mse_loss"] = Two((x, t) => nn.MSELoss().call(x, t)),
        ["l1_loss"] = Two((x, t) => nn.L1Loss().call(x, t)),
        ["huber_loss"] = Two((x, t) => nn.HuberLoss(0.7).call(x, t)),
        ["smooth_l1_loss"] = Two((x, t) => nn.SmoothL1Loss(beta: 0.7).call(x, t)),
        ["bce_with_logits"] = Two((x, t) => nn.BCEWithLogitsLoss().call(x, t.detach())),
        ["kl_div"] = Two((x, t) => F.kl_div(x, t, reduction: nn.Reduction.Sum)),
    };

    private static Dictionary<string, Func<Tensor[], Tensor[]>> Depthwise()
    {
        Dictionary<string, Func<Tensor[], Tensor[]>> cases = [];
        foreach (int kernel in new[] { 3, 5, 7 })
        {
            foreach (int stride in new[] { 1, 2 })
            {
                // Through channels last, the layout that own kernels take.
                cases[$"conv2d.depthwise.{kernel}.{stride}"] = Two((x, w) =>
                {
                    var last = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
                    return F.conv2d(last, w, strides: [stride, stride], padding: [kernel / 2, kernel / 2], groups: 4);
                });
            }
        }

        return cases;
    }
}
