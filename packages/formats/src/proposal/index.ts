export { type Bilingual, itemName } from "./item-name.ts";
export { type ReadProposalOptions, readProposal } from "./read-proposal.ts";
export {
  isProposalFileName,
  type ProposalFileName,
  proposalFileNames,
  proposalMediaTypes,
  writeProposal,
  writeProposalFile,
} from "./write-proposal.ts";
